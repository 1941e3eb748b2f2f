using Aspire.Hosting;
using Aspire.Hosting.Infrastructure;

namespace Aspire.Compat.Tests.Infrastructure;

public sealed class NativeToolTests
{
    [Fact]
    public void Missing_SeveralTools_NamesAllOfThemAndTheWaysOut()
    {
        NativeTool[] tools = [NativeTool.RabbitMQ, NativeTool.Epmd, NativeTool.Redis];

        var message = NativeTool.Missing(tools).Message;

        Assert.Contains("rabbitmq-server, epmd, redis-server", message, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y rabbitmq-server redis-server ", message, StringComparison.Ordinal);
        Assert.Contains("-p:OfficialPackages=true", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_NotInstalled_IsRefused()
    {
        var tool = new NativeTool("no-such-server", "no-such-package");

        Assert.Throws<DistributedApplicationException>(tool.Require);
    }
}
