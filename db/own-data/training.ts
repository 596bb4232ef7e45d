/** The results of my training. */
import { type Read, two } from './section.ts'

export const training: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('completion as c')
    .innerJoin('course', 'course.id', 'c.courseId')
    .innerJoin('person as trainer', 'trainer.id', 'c.recordedBy')
    .where('c.personId', '=', personId)
    .select(['course.name', 'course.nameEn', 'result', 'score', 'completedOn', 'validUntil', 'note', 'recordedAt'])
    .select(['trainer.name as trainer', 'trainer.romaji as trainerRomaji'])
    .orderBy('completedOn', 'desc')
    .orderBy('c.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ name, nameEn, trainer, trainerRomaji, ...row }) => ({
    course: two(name, nameEn),
    ...row,
    recordedBy: two(trainer, trainerRomaji),
  }))
}
