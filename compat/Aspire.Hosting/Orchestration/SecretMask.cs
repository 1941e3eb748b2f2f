using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Decides which values must not be shown.</summary>
internal static class SecretMask
{
    public const string Masked = "********";

    // The value of a variable the user names like this may be plain text to us, yet is a secret to them.
    private static readonly string[] s_tellingNames = ["KEY", "SECRET", "PASSWORD", "TOKEN", "CONNECTIONSTRING"];

    public static string Apply(string name, object source, string value) =>
        IsSecret(source) || s_tellingNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? Masked
            : value;

    private static bool IsSecret(object source) =>
        source switch
        {
            SecretText or IResourceWithConnectionString => true,
            ParameterResource parameter => parameter.Secret,
            ReferenceExpression expression => expression.ValueProviders.Any(IsSecret),
            _ => false,
        };
}
