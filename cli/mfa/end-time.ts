/** `2026-05-04 21:03:11 +09:00 (Asia/Tokyo), in 11h 59m`: a time on this machine's clock with its zone. */
export function endTime(end: Date, now: Date = new Date()): string {
    return `${localTime(end)}, ${span(end.getTime() - now.getTime())}`;
}

function localTime(time: Date): string {
    const two = (number: number): string => String(number).padStart(2, "0");
    const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
    const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
    const offset = -time.getTimezoneOffset();
    const sign = offset < 0 ? "-" : "+";
    const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
    return `${date} ${clock} ${zone} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
}

function span(milliseconds: number): string {
    const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
    const text = minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
    return milliseconds < 0 ? `${text} ago` : `in ${text}`;
}
