using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings.Sections;

/// <summary>Which files may be sent.</summary>
internal sealed partial record FilesSettings : ISettingsSection, ISettingsRules
{
    public static string Name => "files";

    /// <summary>Visitors and agents may send files.</summary>
    public bool Enabled { get; init; }

    /// <summary>How large a file may be, in bytes; 1 KiB to 100 MiB.</summary>
    [Range(1_024, 104_857_600)]
    public int MaxFileBytes { get; init; } = 5_242_880;

    /// <summary>
    /// How large all files of one customer (a visitor or user, with all of whom it is proven to be) together may be, in
    /// bytes; 1 MiB to 1 TiB. Those of agents and of backends are not bounded by it.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxCustomerBytes { get; init; } = 100L << 20;

    /// <summary>How large all files together may be, in bytes; 1 MiB to 1 TiB.</summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxTotalBytes { get; init; } = 1L << 30;

    /// <summary>Media types, `type/subtype` or `type/*`; none: any. At most 100.</summary>
    [MaxLength(100), Each(3, 127)]
    public IReadOnlyList<string> AllowedTypes { get; init; } = ["image/*", "application/pdf"];

    /// <summary>Whether a file of this media type may be sent, sharing being enabled.</summary>
    public bool Allows(string mediaType) =>
        AllowedTypes.Count == 0
        || AllowedTypes.Any(allowed =>
            allowed.EndsWith("/*", StringComparison.Ordinal)
                ? mediaType.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
                : mediaType.Equals(allowed, StringComparison.OrdinalIgnoreCase)
        );

    public IEnumerable<FieldFault> Check() =>
        AllowedTypes
            .Index()
            .Where(type => !MediaType().IsMatch(type.Item))
            .Select(type => new FieldFault($"/allowedTypes/{type.Index}", "format", "Must be type/subtype or type/*."));

    // RFC 6838, 4.2.
    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/(\*|[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*)\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex MediaType();
}
