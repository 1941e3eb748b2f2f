using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Targets;

/// <summary>An absolute http or https address without user, query or fragment; null and empty pass.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpAddressAttribute : ValidationAttribute
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is null or ""
        || (value is string text && Uri.TryCreate(text, UriKind.Absolute, out var address) && Fits(address));

    /// <inheritdoc />
    public override string FormatErrorMessage(string name) =>
        $"{name} must be an absolute http or https address without user, query or fragment.";

    private static bool Fits(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0;
}
