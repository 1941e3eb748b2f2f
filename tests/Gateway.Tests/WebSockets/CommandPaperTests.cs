using System.Text;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>What the gateway reads of commands is what docs/websocket.md says.</summary>
public sealed class CommandPaperTests : GatewayTest
{
    [Fact]
    public void Commands_OfTheGateway_AreThoseOfThePaper()
    {
        var known = Gateway.Services.GetServices<ISocketCommand>().Select(static command => command.Type);

        Assert.Equal(
            known.Order(StringComparer.Ordinal),
            SocketPaper.Commands.Append("auth").Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Fields_ThatMustBeThere_AreThoseWithoutAMark()
    {
        foreach (var (type, forms) in Forms())
        {
            var always = forms.Select(static form => form.Names(required: true)).Aggregate(Enumerable.Intersect);

            var missed = FaultsOf($$"""{"type":"{{type}}"}""").Where(static fault => fault.Code == "required");

            Assert.Equal((type, Sorted(always.Except(["type"]))), (type, Sorted(missed.Select(NameOf))));
        }
    }

    [Fact]
    public void Fields_ThatAreRead_AreInThePaper()
    {
        var forms = Forms();
        var all = forms.Values.SelectMany(static form => form).SelectMany(static form => form.Names());
        var wrong = string.Join(
            ',',
            all.Concat(SocketPaper.NamesInTheCode).Except(["type"]).Distinct().Select(static name => $"\"{name}\":[[]]")
        );
        foreach (var (type, variants) in forms)
        {
            var said = variants.SelectMany(static form => form.Names());

            var read = FaultsOf($$"""{"type":"{{type}}",{{wrong}}}""").Select(NameOf).Distinct();

            Assert.Equal((type, Sorted(said.Distinct().Except(["type"]))), (type, Sorted(read)));
        }
    }

    // Some have several: a conversation or a topic is followed.
    private static Dictionary<string, List<DocumentedFrame>> Forms()
    {
        var forms = new Dictionary<string, List<DocumentedFrame>>(StringComparer.Ordinal);
        foreach (var form in SocketPaper.FromClient)
        {
            if (forms.TryGetValue(form.Type, out var others))
            {
                others.Add(form);
            }
            else
            {
                forms[form.Type] = [form];
            }
        }
        return forms;
    }

    private static string NameOf(FieldFault fault) => fault.Pointer.Split('/')[1];

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private IEnumerable<FieldFault> FaultsOf(string frame) =>
        Gateway.Services.GetRequiredService<CommandTable>().Read(Encoding.UTF8.GetBytes(frame)).Error is Invalid refused
            ? refused.Faults
            : [];
}
