using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Chat.AppHost;

/// <summary>A key or password: a prefix that tells its kind, and 32 random characters that need no escaping in a URL.</summary>
internal sealed class PrefixedKey(string prefix) : ParameterDefault
{
    private const int RandomLength = 32;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public override string GetDefaultValue() => prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);

    public override void WriteToManifest(ManifestPublishingContext context) =>
        throw new NotSupportedException("Tenant keys are not published: set them as parameters of the deployment.");
}
