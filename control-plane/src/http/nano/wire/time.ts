/** Nano's times: the server's local time, `YYYY-MM-DD HH:MM:SS`, without a zone. */
export function toLocalTime(ms: number): string {
  const time = new Date(ms);
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
