-- AlterTable
ALTER TABLE "incident_complaint" DROP COLUMN "end_told_at",
ADD COLUMN     "left_at" TIMESTAMPTZ(3);
