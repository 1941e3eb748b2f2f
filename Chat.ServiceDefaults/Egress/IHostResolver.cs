using System.Net;

namespace Chat.ServiceDefaults.Egress;

/// <summary>Name resolution, apart so that tests can say what a name resolves to.</summary>
public interface IHostResolver
{
    /// <summary>The addresses of a host.</summary>
    /// <param name="host">Its name, or an address.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>Its addresses.</returns>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
