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
        var thrown = new InvalidDataException("Failed to load.", new InvalidDataException("chat.json has 1 fault(s)"));

        Assert.Equal(["chat.json has 1 fault(s)"], WrongConfiguration.FaultsOf(thrown));
    }

    [Fact]
    public void FaultsOf_MissingConfigurationFile_NamesIt()
    {
        var faults = WrongConfiguration.FaultsOf(new FileNotFoundException("The file 'chat.json' was not found."));

        Assert.Equal(["The file 'chat.json' was not found."], faults);
    }

    [Fact]
    public void FaultsOf_AnythingElse_AreNone()
    {
        Assert.Empty(WrongConfiguration.FaultsOf(new InvalidOperationException("A bug.")));
        Assert.Empty(WrongConfiguration.FaultsOf(new FileNotFoundException("No such assembly.", "Some.dll")));
    }
}
