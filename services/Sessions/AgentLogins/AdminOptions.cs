using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.AgentLogins;

/// <summary>The first admin of the configured tenant; made once, when no agent has its address.</summary>
internal sealed class AdminOptions : IValidatableObject
{
    public const string Section = "Agents:Admin";

    /// <summary>Its email address. Unset: none is made.</summary>
    public string? Email { get; set; }

    /// <summary>Its password, 10 to 200 UTF-16 units. It counts when the admin is made, and never again.</summary>
    public string? Password { get; set; }

    /// <summary>Its name, 1 to 200 characters; default `Admin`.</summary>
    [Required, StringLength(200)]
    public string Name { get; set; } = "Admin";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Email is not null && !EmailAddress.IsValid(Email))
        {
            yield return new ValidationResult("Agents:Admin:Email must be an email address like name@example.com.");
        }

        if (Email is not null && PasswordRules.Check(Password ?? "") is { } fault)
        {
            yield return new ValidationResult($"Agents:Admin:Password: {fault}");
        }
    }
}
