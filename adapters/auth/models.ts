/** The library's models on the access slice's tables: names of tables and columns, and the columns that are ours. */
const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export const userModel = {
  modelName: 'access_users',
  fields: { emailVerified: 'email_verified', ...times },
  additionalFields: {
    totpConfirmedAt: { type: 'date', required: false, input: false, fieldName: 'totp_confirmed_at' },
  },
} as const

export const sessionModel = {
  modelName: 'access_sessions',
  fields: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    ...times,
  },
  additionalFields: {
    startedAt: { type: 'date', required: false, input: false, fieldName: 'started_at' },
    usedAt: { type: 'date', required: false, input: false, fieldName: 'used_at' },
    secondFactor: { type: 'boolean', required: false, input: false, fieldName: 'second_factor' },
  },
} as const

export const accountModel = {
  modelName: 'access_accounts',
  fields: {
    accountId: 'account_id',
    providerId: 'provider_id',
    userId: 'user_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...times,
  },
  // A colleague who was invited by address may come by the organisation's sign-in service; nobody else gets in.
  accountLinking: { enabled: true },
  encryptOAuthTokens: true,
}

export const verificationModel = {
  modelName: 'access_verifications',
  fields: { expiresAt: 'expires_at', ...times },
} as const

export const passkeyFields = {
  publicKey: 'public_key',
  userId: 'user_id',
  credentialID: 'credential_id',
  deviceType: 'device_type',
  backedUp: 'backed_up',
  createdAt: 'created_at',
} as const
