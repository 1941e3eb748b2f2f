using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Targets;

/// <summary>Every provider that may be asked must be known and have a key: all faults at once, at start.</summary>
/// <remarks>A vendor itself answers nobody without a key; servers of one's own may, so a base address is enough.</remarks>
internal sealed class ProviderTargetsValidator(ProviderTargets targets) : IValidateOptions<ProvidersOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ProvidersOptions options)
    {
        if (!ProviderNames.Contains(options.Provider))
        {
            // Reported by the options' own check; nothing can be worked out on it.
            return ValidateOptionsResult.Skip;
        }
        var faults = new List<string>();
        CheckKey(faults, "", targets.Default(options));
        if (options.Fallback is not null && AttributeFaults(options.Fallback).Count == 0)
        {
            Check(faults, ":Fallback", options.Fallback, options);
        }
        foreach (var (tenant, target) in options.Tenants)
        {
            if (!Guid.TryParse(tenant, out _))
            {
                faults.Add($"Inference:Tenants:{tenant} must be named by the tenant's id, a UUID.");
            }
            Check(faults, $":Tenants:{tenant}", target, options);
            Check(faults, $":Tenants:{tenant}:Fallback", target.Fallback, options);
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void Check(List<string> faults, string place, TargetOptions? target, ProvidersOptions options)
    {
        if (target is null)
        {
            return;
        }
        var found = AttributeFaults(target);
        faults.AddRange(found.Select(fault => $"Inference{place}: {fault.ErrorMessage}"));
        if (target.Provider.Length > 0 && !ProviderNames.Contains(target.Provider))
        {
            faults.Add($"Inference{place}:Provider must be local, claude, openai or gemini.");
        }
        else if (found.Count == 0)
        {
            CheckKey(faults, place, targets.Of(target, options));
        }
    }

    private static List<ValidationResult> AttributeFaults(TargetOptions target)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(target, new ValidationContext(target), found, validateAllProperties: true);
        return found;
    }

    private static void CheckKey(List<string> faults, string place, ProviderTarget target)
    {
        if (target.Provider == ProviderNames.Local || target.ApiKey is not null || target.BaseUrl is not null)
        {
            return;
        }
        var variables = VendorOptions.VariablesOf(target.Provider);
        faults.Add(
            $"Inference{place}: the provider {target.Provider} needs a key: set {variables}_API_KEY, or "
                + $"{variables}_BASE_URL for a server without keys."
        );
    }
}
