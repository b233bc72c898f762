-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "out_of_time" BOOLEAN NOT NULL DEFAULT false;
