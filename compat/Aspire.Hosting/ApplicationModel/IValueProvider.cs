namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something whose value may be known only once the application starts.</summary>
public interface IValueProvider
{
    /// <summary>The value.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value, or null when there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
