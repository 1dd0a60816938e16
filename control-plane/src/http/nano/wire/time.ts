/** Nano's times: the server's local time, `YYYY-MM-DD HH:MM:SS`, without a zone. */
export function toLocalTime(ms: number): string {
  const time = new Date(ms);
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

const localTime = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** The opposite of `toLocalTime`; undefined for what is no such time. */
export function fromLocalTime(text: string): number | undefined {
  const parts = localTime.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}
