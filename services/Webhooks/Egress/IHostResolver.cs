using System.Net;

namespace Chat.Webhooks.Egress;

/// <summary>Name resolution, apart so that tests can say what a name resolves to.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
