CREATE TABLE "registration_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"was_at" timestamptz NOT NULL,
	"was_minutes" integer NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD COLUMN "answered_for" timestamptz;--> statement-breakpoint
ALTER TABLE "registration_registrations" ADD COLUMN "changed_at" timestamptz;--> statement-breakpoint
ALTER TABLE "registration_seats" ADD COLUMN "vacant" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "registration_seats" ADD COLUMN "per_firm" integer;--> statement-breakpoint
ALTER TABLE "registration_moves" ADD CONSTRAINT "registration_moves_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registration_moves_of_call" ON "registration_moves" USING btree ("call","at");