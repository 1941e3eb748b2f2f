using Chat.Webhooks.Secrets;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests;

/// <summary>Keys of the tests, and vaults over them.</summary>
internal static class TestVault
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string OtherKey = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

    public static SecretVault Create(string key = Key, params string[] previous) =>
        new(Options.Create(new SecretsOptions { EncryptionKey = key, PreviousEncryptionKeys = previous }));
}
