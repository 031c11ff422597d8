CREATE TABLE "calls_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"open_to" jsonb NOT NULL,
	"minutes" integer NOT NULL,
	"capacity" integer,
	"sectors" text[] NOT NULL,
	"languages" text[] NOT NULL,
	"ground_rules" text NOT NULL,
	"agenda" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls_templates" ADD CONSTRAINT "calls_templates_program_calls_programs_id_fk" FOREIGN KEY ("program") REFERENCES "public"."calls_programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_templates_of_program" ON "calls_templates" USING btree ("program");--> statement-breakpoint
-- What a program had as its one template becomes its first.
INSERT INTO "calls_templates" ("id", "program", "name", "description", "open_to", "minutes", "capacity", "sectors", "languages", "ground_rules", "agenda", "created_at")
SELECT gen_random_uuid(), p."id", jsonb_build_object('en', 'Template', 'ur', 'سانچہ'), p."template"->'description', p."template"->'openTo',
	(p."template"->>'minutes')::integer, (p."template"->>'capacity')::integer,
	ARRAY(SELECT jsonb_array_elements_text(p."template"->'sectors')), ARRAY(SELECT jsonb_array_elements_text(p."template"->'languages')),
	p."template"->>'groundRules', p."template"->'agenda', p."created_at"
FROM "calls_programs" p WHERE p."template" IS NOT NULL AND p."template" <> 'null'::jsonb;--> statement-breakpoint
ALTER TABLE "calls_programs" DROP COLUMN "template";