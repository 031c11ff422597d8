CREATE TABLE "calls_settling" (
	"call" uuid PRIMARY KEY NOT NULL,
	"told" jsonb NOT NULL,
	"due_at" timestamptz,
	"moved_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "registration_message_recipients" (
	"message" uuid NOT NULL,
	"person" uuid NOT NULL,
	"registration" uuid NOT NULL,
	"chosen_as" text NOT NULL,
	"handed_at" timestamptz,
	CONSTRAINT "registration_message_recipients_message_person_pk" PRIMARY KEY("message","person")
);
--> statement-breakpoint
CREATE TABLE "registration_message_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program" uuid NOT NULL,
	"name" text NOT NULL,
	"text" jsonb NOT NULL,
	CONSTRAINT "registration_template_name" UNIQUE("program","name")
);
--> statement-breakpoint
CREATE TABLE "registration_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	"test" boolean NOT NULL,
	"states" text[] NOT NULL,
	"standard" text,
	"text" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls_settling" ADD CONSTRAINT "calls_settling_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_message_recipients" ADD CONSTRAINT "registration_message_recipients_message_registration_messages_id_fk" FOREIGN KEY ("message") REFERENCES "public"."registration_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_message_recipients" ADD CONSTRAINT "registration_message_recipients_registration_registration_registrations_id_fk" FOREIGN KEY ("registration") REFERENCES "public"."registration_registrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_message_templates" ADD CONSTRAINT "registration_message_templates_program_calls_programs_id_fk" FOREIGN KEY ("program") REFERENCES "public"."calls_programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_messages" ADD CONSTRAINT "registration_messages_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_settling_due" ON "calls_settling" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "registration_message_waiting" ON "registration_message_recipients" USING btree ("message") WHERE "registration_message_recipients"."handed_at" is null;--> statement-breakpoint
CREATE INDEX "registration_messages_call" ON "registration_messages" USING btree ("call","at");