using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Checks what attributes cannot say of <see cref="ToolsOptions"/>: all faults at once, at start.</summary>
internal sealed class ToolSetsValidator : IValidateOptions<ToolsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ToolsOptions options)
    {
        var faults = new List<string>();
        foreach (var (tenant, tools) in options.Tenants)
        {
            var place = $"{ToolsOptions.Section}:Tenants:{tenant}";
            if (!Guid.TryParse(tenant, out _))
            {
                faults.Add($"{place} must be named by the tenant's id, a UUID.");
            }
            CheckAttributes(faults, $"{place}:CaptureLead", tools.CaptureLead);
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckAttributes(List<string> faults, string place, object options)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true);
        faults.AddRange(found.Select(fault => $"{place}: {fault.ErrorMessage}"));
    }
}
