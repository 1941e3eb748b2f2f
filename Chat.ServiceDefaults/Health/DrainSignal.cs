using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Health;

internal sealed class DrainSignal(IHostApplicationLifetime lifetime) : IDrainSignal
{
    public CancellationToken Draining => lifetime.ApplicationStopping;
}
