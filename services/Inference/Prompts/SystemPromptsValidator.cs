using Microsoft.Extensions.Options;

namespace Chat.Inference.Prompts;

/// <summary>Checks the tenants' instructions at start: all faults at once.</summary>
internal sealed class SystemPromptsValidator : IValidateOptions<PromptsOptions>
{
    private const int MaxLength = 20_000;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PromptsOptions options)
    {
        var faults = new List<string>();
        foreach (var (tenant, text) in options.SystemPrompts)
        {
            var place = $"{PromptsOptions.Section}:{nameof(PromptsOptions.SystemPrompts)}:{tenant}";
            if (!Guid.TryParseExact(tenant, "D", out _))
            {
                faults.Add($"{place} must be named by the tenant's id, a UUID with hyphens.");
            }
            if (text.Length is 0 or > MaxLength)
            {
                faults.Add($"{place} must have 1 to {MaxLength} characters.");
            }
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
