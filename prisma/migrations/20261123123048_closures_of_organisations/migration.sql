-- AlterTable
ALTER TABLE "calendar_change" ADD COLUMN     "organisation_id" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "closure" DROP CONSTRAINT "closure_pkey",
ADD COLUMN     "organisation_id" TEXT NOT NULL,
ADD CONSTRAINT "closure_pkey" PRIMARY KEY ("organisation_id", "date");

-- CreateIndex
CREATE INDEX "calendar_change_organisation_id_id_idx" ON "calendar_change"("organisation_id", "id");
