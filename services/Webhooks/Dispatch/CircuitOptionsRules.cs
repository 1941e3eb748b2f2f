using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>What attributes cannot say: the rule between two fields.</summary>
internal sealed class CircuitOptionsRules : IValidateOptions<CircuitOptions>
{
    public ValidateOptionsResult Validate(string? name, CircuitOptions options) =>
        options.MaxPause >= options.Pause
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{CircuitOptions.Section}:MaxPause ({options.MaxPause}) must not be below Pause ({options.Pause}); "
                    + "raise it."
            );
}
