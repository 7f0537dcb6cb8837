/** Milliseconds of the day: `T09:30` is 34,200,000, `T24:00` the day's end. */
export const millisecondsOfDay = (timeOfDay: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.slice(1).split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}
