namespace Chat.ServiceDefaults;

/// <summary>
/// What this process calls itself: <c>OTEL_SERVICE_NAME</c> when set, else the application's name in lower case.
/// </summary>
/// <param name="Value">The name.</param>
public sealed record ServiceName(string Value);
