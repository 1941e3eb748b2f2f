using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class DotnetRunWatchTests
{
    [Theory]
    [InlineData("dotnet run --project Chat.AppHost", true)]
    [InlineData("/usr/share/dotnet/dotnet run", true)]
    [InlineData("dotnet watch", true)]
    [InlineData("dotnet test", false)]
    [InlineData("bash run", false)]
    [InlineData("dotnet", false)]
    [InlineData("", false)]
    public void IsDotnetRun_CommandLine_IsTold(string commandLine, bool expected) =>
        Assert.Equal(
            expected,
            DotnetRunWatch.IsDotnetRun(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
}
