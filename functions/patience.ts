/** Days of the lender's policy as the seconds of a state's time-out. */
export const seconds = (days: number): number => days * 86_400
