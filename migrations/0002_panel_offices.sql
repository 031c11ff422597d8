CREATE TABLE "calls_offices" (
	"panel_member" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_deck_pages" (
	"deck" uuid NOT NULL,
	"page" integer NOT NULL,
	"type" text NOT NULL,
	"picture" "bytea" NOT NULL,
	CONSTRAINT "room_deck_pages_deck_page_pk" PRIMARY KEY("deck","page")
);
--> statement-breakpoint
CREATE TABLE "room_decks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"title" text NOT NULL,
	"pages" integer NOT NULL,
	"person" uuid,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD COLUMN "answered_at" timestamptz;--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD COLUMN "answered_by" text;--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD COLUMN "rehearsed_at" timestamptz;--> statement-breakpoint
ALTER TABLE "calls_offices" ADD CONSTRAINT "calls_offices_panel_member_calls_panel_members_id_fk" FOREIGN KEY ("panel_member") REFERENCES "public"."calls_panel_members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls_offices" ADD CONSTRAINT "calls_offices_person_people_persons_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people_persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_deck_pages" ADD CONSTRAINT "room_deck_pages_deck_room_decks_id_fk" FOREIGN KEY ("deck") REFERENCES "public"."room_decks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_decks" ADD CONSTRAINT "room_decks_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_offices_of_person" ON "calls_offices" USING btree ("person");--> statement-breakpoint
ALTER TABLE "calls_panel_members" ADD CONSTRAINT "calls_panel_members_replaced_by_calls_panel_members_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."calls_panel_members"("id") ON DELETE set null ON UPDATE no action;