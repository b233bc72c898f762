-- CreateTable
CREATE TABLE "calendar_change" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "closures" JSONB NOT NULL,
    "version" TEXT NOT NULL,
    "days_off" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER,
    "visited" INTEGER NOT NULL DEFAULT 0,
    "unanswered" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_move" (
    "change_id" INTEGER NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "deadline" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "clause" TEXT,
    "moved_from" DATE NOT NULL,
    "moved_to" DATE NOT NULL,

    CONSTRAINT "calendar_move_pkey" PRIMARY KEY ("change_id","complaint_ref","deadline","number")
);

-- CreateIndex
CREATE INDEX "calendar_change_status_id_idx" ON "calendar_change"("status", "id");

-- CreateIndex
CREATE INDEX "calendar_move_complaint_ref_idx" ON "calendar_move"("complaint_ref");

-- AddForeignKey
ALTER TABLE "calendar_move" ADD CONSTRAINT "calendar_move_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "calendar_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_move" ADD CONSTRAINT "calendar_move_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;
