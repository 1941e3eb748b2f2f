using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentLogins;

/// <summary>Which passwords are taken: length is what counts (NIST SP 800-63B, 5.1.1.2), no rules of composition.</summary>
internal static class PasswordRules
{
    public const int MinLength = 10;
    public const int MaxLength = 200;

    /// <summary>What is wrong; null: nothing.</summary>
    public static string? Check(string password) =>
        password.Length is < MinLength or > MaxLength ? $"Must have {MinLength} to {MaxLength} UTF-16 units." : null;

    /// <summary>The refusal of a request's field; null when the password is taken.</summary>
    public static Invalid? Check(string pointer, string? password) =>
        Check(password ?? "") is { } fault ? Invalid.Field(pointer, "length", fault) : null;
}
