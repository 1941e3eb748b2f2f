using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value from a cryptographic source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>Length in characters; default 22, which is 128 bits of letters and digits.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether digits may occur; default true.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether punctuation may occur; default true.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc />
    public override void WriteToManifest(ManifestPublishingContext context) => ManifestPublishingContext.Refuse();

    /// <inheritdoc />
    public override string GetDefaultValue()
    {
        var alphabet = Letters + (Numeric ? Digits : string.Empty) + (Special ? Specials : string.Empty);
        return RandomNumberGenerator.GetString(alphabet, MinLength);
    }
}
