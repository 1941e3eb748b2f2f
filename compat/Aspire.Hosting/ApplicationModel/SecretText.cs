namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value with a password inside: handed to processes, masked wherever it is shown.</summary>
internal sealed class SecretText(string value) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(value);
}
