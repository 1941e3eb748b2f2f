using Chat.ServiceDefaults.ChatFiles;
using Chat.ServiceDefaults.Start;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Start;

public sealed class WrongConfigurationTests
{
    [Fact]
    public void FaultsOf_SeveralWrongOptions_AreEachFaultOnce()
    {
        var thrown = new AggregateException(
            new OptionsValidationException("", typeof(string), ["A must be set.", "B is too long."]),
            new OptionsValidationException("x", typeof(int), ["C is no number.", "C is no number."])
        );

        Assert.Equal(["A must be set.", "B is too long.", "C is no number."], WrongConfiguration.FaultsOf(thrown));
    }

    [Fact]
    public void FaultsOf_WrongFile_AreWhatItsReaderFound()
    {
        var faults = WrongConfiguration.FaultsOf(new WrongChatFileException("chat.json", ["A is wrong.", "B too."]));

        Assert.Equal(
            $"chat.json has 2 fault(s):{Environment.NewLine}- A is wrong.{Environment.NewLine}- B too.",
            Assert.Single(faults)
        );
    }

    [Fact]
    public void FaultsOf_AnythingElse_AreNone()
    {
        Assert.Empty(WrongConfiguration.FaultsOf(new InvalidOperationException("A bug.")));
        Assert.Empty(WrongConfiguration.FaultsOf(new InvalidDataException("A bug.")));
    }
}
