namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>What a chat file says, in the services' own settings.</summary>
/// <param name="Values">Setting by its full name, like <c>RateLimit:MaxRequests</c>.</param>
/// <param name="Faults">Everything that is wrong; each names the place and says what to set. Never holds a secret.</param>
internal sealed record ChatFileSettings(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Faults);
