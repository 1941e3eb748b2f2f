using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Settings and faults in the making.</summary>
internal sealed partial class ChatFileDraft(Func<string, string?> variable)
{
    private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> faults = [];
    private int webhooks;

    /// <summary>Index of the next subscription: those of all tenants are one list.</summary>
    public int NextWebhook() => webhooks++;

    public void Set(string setting, string? value)
    {
        if (value is not null)
        {
            values[setting] = value;
        }
    }

    public void Set(string setting, long? value) => Set(setting, value?.ToString(CultureInfo.InvariantCulture));

    public void Set(string setting, TimeSpan? value) =>
        Set(setting, value?.ToString("c", CultureInfo.InvariantCulture));

    public void Fault(string path, string message) =>
        faults.Add(path.Length == 0 ? "The file " + message : $"{path}: {message}");

    /// <summary>The text with its <c>${NAME}</c> filled in; null when there is no such variable.</summary>
    public string? Fill(string path, string text)
    {
        var before = faults.Count;
        var filled = Reference()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups["name"].Value;
                    if (variable(name) is { Length: > 0 } value)
                    {
                        return value;
                    }
                    Fault(path, $"the environment variable {name} is not set.");
                    return "";
                }
            );
        return faults.Count == before ? filled : null;
    }

    public ChatFileSettings ToSettings() => new(values, faults);

    [GeneratedRegex(
        @"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Reference();
}
