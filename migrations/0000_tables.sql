CREATE TABLE "events" (
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"actor" jsonb NOT NULL,
	"type" text NOT NULL,
	"audience" text NOT NULL,
	"data" jsonb NOT NULL,
	"command" uuid,
	CONSTRAINT "events_stream_seq_pk" PRIMARY KEY("stream","seq")
);
--> statement-breakpoint
CREATE TABLE "handled" (
	"subscriber" text NOT NULL,
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "handled_subscriber_stream_seq_pk" PRIMARY KEY("subscriber","stream","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" text NOT NULL,
	"actor" text NOT NULL,
	"route" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" jsonb,
	"at" timestamptz NOT NULL,
	CONSTRAINT "idempotency_keys_key_actor_route_pk" PRIMARY KEY("key","actor","route")
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	"person" uuid,
	"text" text NOT NULL,
	CONSTRAINT "texts_stream_seq_pk" PRIMARY KEY("stream","seq")
);
--> statement-breakpoint
CREATE TABLE "access_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamptz,
	"refresh_token_expires_at" timestamptz,
	"scope" text,
	"password" text,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"person" uuid NOT NULL,
	"organization" uuid,
	"roles" text[] NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"revoked_at" timestamptz,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_installation" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"mission_name" text NOT NULL,
	"mission_name_ur" text,
	"home_zone" text NOT NULL,
	"home_place" text NOT NULL,
	"home_place_ur" text,
	"ink" text,
	"seal" text,
	CONSTRAINT "access_installation_one" CHECK ("access_installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "access_link_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grant_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"used_at" timestamptz NOT NULL,
	CONSTRAINT "access_link_sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "access_memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"program" uuid,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"created_at" timestamptz,
	"aaguid" text,
	CONSTRAINT "access_passkeys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "access_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"started_at" timestamptz NOT NULL,
	"used_at" timestamptz NOT NULL,
	"second_factor" boolean DEFAULT false NOT NULL,
	CONSTRAINT "access_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "access_users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"totp_generation" integer DEFAULT 0 NOT NULL,
	"totp_confirmed_at" timestamptz,
	"totp_last_step" integer DEFAULT 0 NOT NULL,
	"totp_failures" integer DEFAULT 0 NOT NULL,
	"totp_locked_until" timestamptz,
	CONSTRAINT "access_users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "access_verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls_agenda_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"minutes" integer NOT NULL,
	"speaker" uuid,
	"ground_rules" text
);
--> statement-breakpoint
CREATE TABLE "calls_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"series" uuid NOT NULL,
	"number" integer NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"rules_version" integer NOT NULL,
	"campaign" uuid,
	"topic" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"open_to" jsonb NOT NULL,
	"host_place" jsonb NOT NULL,
	"starts_at" timestamptz,
	"minutes" integer NOT NULL,
	"zone" text NOT NULL,
	"rsvp_deadline" timestamptz,
	"capacity" integer,
	"sectors" text[] NOT NULL,
	"countries" text[] NOT NULL,
	"languages" text[] NOT NULL,
	"ground_rules" text NOT NULL,
	"stage_link" text,
	"cancel_reason" text,
	"created_at" timestamptz NOT NULL,
	"published_at" timestamptz,
	CONSTRAINT "calls_calls_slug_unique" UNIQUE("slug"),
	CONSTRAINT "calls_number_in_series" UNIQUE("series","number")
);
--> statement-breakpoint
CREATE TABLE "calls_campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "calls_campaigns_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "calls_colleagues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"person" uuid NOT NULL,
	"roles" text[] NOT NULL,
	CONSTRAINT "calls_colleague_once" UNIQUE("call","person")
);
--> statement-breakpoint
CREATE TABLE "calls_imports" (
	"source" text PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"link" text,
	"rsvp_link" text,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls_panel_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"person" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"name" jsonb NOT NULL,
	"title" jsonb NOT NULL,
	"organization" jsonb NOT NULL,
	"bio" jsonb NOT NULL,
	"state" text NOT NULL,
	"invited_at" timestamptz,
	"invitations" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls_programs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"purpose" jsonb NOT NULL,
	"template" jsonb,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "calls_programs_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "calls_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"country" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "calls_series_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "calls_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"program" uuid NOT NULL,
	"series" uuid,
	"state" text NOT NULL,
	"asked" integer NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "calls_subscription_once" UNIQUE NULLS NOT DISTINCT("person","program","series")
);
--> statement-breakpoint
CREATE TABLE "mail_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"person" uuid,
	"user_id" uuid,
	"about" jsonb NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"last_error" text,
	"send_at" timestamptz NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "mail_mails_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "outcomes_readouts" (
	"call" uuid NOT NULL,
	"version" integer NOT NULL,
	"how" text NOT NULL,
	"content" jsonb NOT NULL,
	"edited_by" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "outcomes_readouts_call_version_pk" PRIMARY KEY("call","version")
);
--> statement-breakpoint
CREATE TABLE "outcomes_wordings" (
	"call" uuid PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people_domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"organization" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people_organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"kind" text NOT NULL,
	"country" text,
	"register_number" text,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people_persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"title" text,
	"email" text,
	"phone" text,
	"organization" uuid,
	"locale" text NOT NULL,
	"zone" text,
	"created_at" timestamptz NOT NULL,
	"erased_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "registration_notices" (
	"version" integer PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"text" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration_registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"person" uuid NOT NULL,
	"organization" uuid NOT NULL,
	"state" text NOT NULL,
	"before" text,
	"generation" integer NOT NULL,
	"sectors" text[] NOT NULL,
	"language" text,
	"source" text,
	"found_by" text NOT NULL,
	"notice" integer NOT NULL,
	"questions" uuid[] NOT NULL,
	"submitted_at" timestamptz NOT NULL,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"reason" text,
	CONSTRAINT "registration_once" UNIQUE("call","person")
);
--> statement-breakpoint
CREATE TABLE "registration_seats" (
	"call" uuid PRIMARY KEY NOT NULL,
	"approved" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_accounts" ADD CONSTRAINT "access_accounts_user_id_access_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."access_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_link_sessions" ADD CONSTRAINT "access_link_sessions_grant_id_access_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."access_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_memberships" ADD CONSTRAINT "access_memberships_user_id_access_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."access_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_passkeys" ADD CONSTRAINT "access_passkeys_user_id_access_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."access_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_sessions" ADD CONSTRAINT "access_sessions_user_id_access_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."access_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_agenda_items" ADD CONSTRAINT "calls_agenda_items_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_agenda_items" ADD CONSTRAINT "calls_agenda_items_speaker_calls_panel_members_id_fk" FOREIGN KEY ("speaker") REFERENCES "public"."calls_panel_members"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_calls" ADD CONSTRAINT "calls_calls_series_calls_series_id_fk" FOREIGN KEY ("series") REFERENCES "public"."calls_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_calls" ADD CONSTRAINT "calls_calls_campaign_calls_campaigns_id_fk" FOREIGN KEY ("campaign") REFERENCES "public"."calls_campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_colleagues" ADD CONSTRAINT "calls_colleagues_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_colleagues" ADD CONSTRAINT "calls_colleagues_person_people_persons_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people_persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_imports" ADD CONSTRAINT "calls_imports_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD CONSTRAINT "calls_panel_members_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD CONSTRAINT "calls_panel_members_person_people_persons_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people_persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_series" ADD CONSTRAINT "calls_series_program_calls_programs_id_fk" FOREIGN KEY ("program") REFERENCES "public"."calls_programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_subscriptions" ADD CONSTRAINT "calls_subscriptions_person_people_persons_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people_persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_subscriptions" ADD CONSTRAINT "calls_subscriptions_program_calls_programs_id_fk" FOREIGN KEY ("program") REFERENCES "public"."calls_programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_subscriptions" ADD CONSTRAINT "calls_subscriptions_series_calls_series_id_fk" FOREIGN KEY ("series") REFERENCES "public"."calls_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes_readouts" ADD CONSTRAINT "outcomes_readouts_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes_wordings" ADD CONSTRAINT "outcomes_wordings_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_domains" ADD CONSTRAINT "people_domains_organization_people_organizations_id_fk" FOREIGN KEY ("organization") REFERENCES "public"."people_organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_persons" ADD CONSTRAINT "people_persons_organization_people_organizations_id_fk" FOREIGN KEY ("organization") REFERENCES "public"."people_organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD CONSTRAINT "registration_registrations_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD CONSTRAINT "registration_registrations_person_people_persons_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people_persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD CONSTRAINT "registration_registrations_organization_people_organizations_id_fk" FOREIGN KEY ("organization") REFERENCES "public"."people_organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_seats" ADD CONSTRAINT "registration_seats_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "events_command" ON "events" USING btree ("stream","command");--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("type","at");--> statement-breakpoint
CREATE INDEX "texts_person" ON "texts" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "access_accounts_once" ON "access_accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "access_accounts_user" ON "access_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_call_person" ON "access_grants" USING btree ("call","person");--> statement-breakpoint
CREATE INDEX "access_grants_person" ON "access_grants" USING btree ("person");--> statement-breakpoint
CREATE INDEX "access_link_sessions_grant" ON "access_link_sessions" USING btree ("grant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_memberships_once" ON "access_memberships" USING btree ("user_id","role",coalesce("program", '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE INDEX "access_passkeys_user" ON "access_passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "access_sessions_user" ON "access_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "access_verifications_identifier" ON "access_verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "calls_agenda_of_call" ON "calls_agenda_items" USING btree ("call","position");--> statement-breakpoint
CREATE INDEX "calls_by_start" ON "calls_calls" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "calls_imports_of_call" ON "calls_imports" USING btree ("call");--> statement-breakpoint
CREATE INDEX "calls_panel_of_call" ON "calls_panel_members" USING btree ("call","position");--> statement-breakpoint
CREATE INDEX "calls_panel_of_person" ON "calls_panel_members" USING btree ("person");--> statement-breakpoint
CREATE INDEX "calls_series_program" ON "calls_series" USING btree ("program");--> statement-breakpoint
CREATE INDEX "calls_subscriptions_of_program" ON "calls_subscriptions" USING btree ("program","state");--> statement-breakpoint
CREATE INDEX "mail_mails_state" ON "mail_mails" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "mail_mails_person" ON "mail_mails" USING btree ("person","template","send_at");--> statement-breakpoint
CREATE INDEX "people_domains_organization" ON "people_domains" USING btree ("organization");--> statement-breakpoint
CREATE INDEX "people_organizations_name_key" ON "people_organizations" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "people_organizations_name" ON "people_organizations" USING btree ("name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_persons_email" ON "people_persons" USING btree ("email");--> statement-breakpoint
CREATE INDEX "people_persons_organization" ON "people_persons" USING btree ("organization");--> statement-breakpoint
CREATE INDEX "people_persons_name" ON "people_persons" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "registration_desk" ON "registration_registrations" USING btree ("call","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "registration_person" ON "registration_registrations" USING btree ("person");--> statement-breakpoint
CREATE INDEX "registration_organization" ON "registration_registrations" USING btree ("organization");