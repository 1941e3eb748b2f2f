namespace Chat.Sessions.BusinessHours;

/// <summary>From when until when it is open without a break, the end not included; UTC.</summary>
internal readonly record struct OpenStretch(DateTime From, DateTime Until);
