CREATE TABLE "room_snapshots" (
	"call" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"rules" text NOT NULL,
	"state" "bytea" NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "room_snapshots" ADD CONSTRAINT "room_snapshots_call_calls_calls_id_fk" FOREIGN KEY ("call") REFERENCES "public"."calls_calls"("id") ON DELETE no action ON UPDATE no action;