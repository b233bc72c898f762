-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "restricted" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "conflicts" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "disabilities" TEXT[] DEFAULT ARRAY[]::TEXT[];


-- A list that is null is left out by every "not in it".
UPDATE "complaint" SET "conflicts" = '{}' WHERE "conflicts" IS NULL;
