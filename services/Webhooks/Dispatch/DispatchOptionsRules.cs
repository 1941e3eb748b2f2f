using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>What attributes cannot say: rules between fields and inside lists.</summary>
internal sealed class DispatchOptionsRules : IValidateOptions<DispatchOptions>
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        var faults = new List<string>();
        for (var i = 0; i < options.RetryDelays.Length; i++)
        {
            if (options.RetryDelays[i] < TimeSpan.Zero || options.RetryDelays[i] > MaxRetryDelay)
            {
                faults.Add($"{DispatchOptions.Section}:RetryDelays:{i} must be between 0 and 7 days.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
