using Chat.Testing.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>What the shipped settings let the proxy log of an instance that is gone, which it looks for every two seconds.</summary>
public sealed class ProxyLogTests
{
    [Theory]
    [InlineData("Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor", LogLevel.Error)]
    [InlineData("Yarp.ReverseProxy.Health.DestinationHealthUpdater", LogLevel.Information)]
    [InlineData("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Warning)]
    public void Settings_Health_TellOfChangesAndErrorsOnly(string category, LogLevel lowest)
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .Build();
        using var factory = LoggerFactory.Create(logging =>
            logging.AddConfiguration(settings.GetSection("Logging")).AddProvider(new LogRecorder())
        );

        var logger = factory.CreateLogger(category);

        Assert.True(logger.IsEnabled(lowest));
        Assert.False(logger.IsEnabled(lowest - 1));
    }
}
