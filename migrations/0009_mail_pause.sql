CREATE TABLE "mail_bounces" (
	"person" uuid NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "mail_bounces_person_address_pk" PRIMARY KEY("person","address")
);
--> statement-breakpoint
CREATE TABLE "mail_pauses" (
	"id" text PRIMARY KEY NOT NULL,
	"since" timestamptz NOT NULL,
	"reason" text NOT NULL,
	"tries" integer NOT NULL,
	"next_try" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_mails" ADD COLUMN "call" uuid;--> statement-breakpoint
ALTER TABLE "mail_mails" ADD COLUMN "held" timestamptz;--> statement-breakpoint
CREATE INDEX "mail_mails_call" ON "mail_mails" USING btree ("call","id");--> statement-breakpoint
CREATE INDEX "mail_mails_state_at" ON "mail_mails" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "mail_mails_held" ON "mail_mails" USING btree ("held") WHERE held is not null;--> statement-breakpoint
UPDATE "mail_mails" SET "call" = ("about"->>'call')::uuid WHERE "about" ? 'call';
