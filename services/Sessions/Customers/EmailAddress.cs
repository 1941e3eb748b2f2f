using System.Net.Mail;

namespace Chat.Sessions.Customers;

/// <summary>What passes for an email address.</summary>
internal static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>The address alone, without a name or comments, with a dot in its domain.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxLength || text.Any(unit => char.IsWhiteSpace(unit) || char.IsControl(unit)))
        {
            return false;
        }

        return MailAddress.TryCreate(text, out var address)
            && string.Equals(address.Address, text, StringComparison.Ordinal)
            && address.Host.Trim('.').Length == address.Host.Length
            && address.Host.Contains('.');
    }
}
