namespace Chat.Knowledge.Corpora;

/// <summary>Questions in the languages of the widget are answered where they share words with a document.</summary>
public sealed class LanguageTests
{
    private static readonly CorpusScene Documents = new CorpusScene()
        .Faq("How do I reset my password?", "en password")
        .Faq("How do I get a refund?", "en refund")
        .Faq("How long does delivery take?", "en delivery")
        .Faq("¿Cómo puedo restablecer mi contraseña?", "es password")
        .Faq("¿Cómo solicito un reembolso?", "es refund")
        .Faq("¿Cuánto tarda el envío?", "es delivery")
        .Faq("मैं अपना पासवर्ड कैसे रीसेट करूँ?", "hi password")
        .Faq("मुझे धनवापसी कैसे मिलेगी?", "hi refund")
        .Faq("डिलीवरी में कितना समय लगता है?", "hi delivery")
        .Faq("Comment réinitialiser mon mot de passe ?", "fr password")
        .Faq("Comment obtenir un remboursement ?", "fr refund")
        .Faq("Quel est le délai de livraison ?", "fr delivery")
        .Faq("Wie setze ich mein Passwort zurück?", "de password")
        .Faq("Wie bekomme ich eine Rückerstattung?", "de refund")
        .Faq("Wie lange dauert die Lieferung?", "de delivery")
        .Faq("パスワードをリセットするにはどうすればよいですか？", "ja password")
        .Faq("返金を受けるにはどうすればよいですか？", "ja refund")
        .Faq("配送にはどのくらいかかりますか？", "ja delivery")
        .Faq("如何重置密码？", "zh password")
        .Faq("如何申请退款？", "zh refund")
        .Faq("配送需要多长时间？", "zh delivery")
        .Faq("비밀번호를 어떻게 재설정하나요?", "ko password")
        .Faq("환불은 어떻게 받을 수 있습니까?", "ko refund")
        .Faq("배송은 얼마나 걸리나요?", "ko delivery")
        .Faq("كيف يمكنني إعادة تعيين كلمة المرور؟", "ar password")
        .Faq("كيف أحصل على استرداد الأموال؟", "ar refund")
        .Faq("كم تستغرق مدة التوصيل؟", "ar delivery")
        .Faq("ฉันจะรีเซ็ตรหัสผ่านได้อย่างไร", "th password")
        .Faq("ฉันจะขอเงินคืนได้อย่างไร", "th refund")
        .Faq("การจัดส่งใช้เวลานานเท่าไร", "th delivery")
        .Faq("ຂ້ອຍຈະຕັ້ງລະຫັດຜ່ານໃໝ່ໄດ້ແນວໃດ", "lo password")
        .Faq("ຂ້ອຍຈະຂໍເງິນຄືນໄດ້ແນວໃດ", "lo refund")
        .Faq("ການຈັດສົ່ງໃຊ້ເວລາດົນເທົ່າໃດ", "lo delivery")
        .Faq("តើខ្ញុំកំណត់ពាក្យសម្ងាត់ឡើងវិញយ៉ាងដូចម្តេច", "km password")
        .Faq("តើខ្ញុំអាចទទួលបានប្រាក់សងវិញយ៉ាងដូចម្តេច", "km refund")
        .Faq("តើការដឹកជញ្ជូនប្រើពេលប៉ុន្មាន", "km delivery")
        .Faq("စကားဝှက်ကို ဘယ်လိုပြန်သတ်မှတ်ရမလဲ", "my password")
        .Faq("ငွေပြန်အမ်းငွေကို ဘယ်လိုရနိုင်မလဲ", "my refund")
        .Faq("ပို့ဆောင်ချိန် ဘယ်လောက်ကြာပါသလဲ", "my delivery");

    [Theory]
    [InlineData("I forgot my password, please reset it", "en password")]
    [InlineData("Olvidé mi contraseña", "es password")]
    [InlineData("quiero un reembolso por favor", "es refund")]
    [InlineData("cuando llega mi envio", "es delivery")]
    [InlineData("पासवर्ड भूल गया", "hi password")]
    [InlineData("धनवापसी चाहिए", "hi refund")]
    [InlineData("मेरी डिलीवरी कब होगी", "hi delivery")]
    [InlineData("j'ai oublié mon mot de passe", "fr password")]
    [InlineData("je voudrais un remboursement", "fr refund")]
    [InlineData("delai de livraison", "fr delivery")]
    [InlineData("Ich habe mein Passwort vergessen", "de password")]
    [InlineData("Rückerstattung beantragen", "de refund")]
    [InlineData("wann kommt meine Lieferung", "de delivery")]
    [InlineData("パスワードを忘れました", "ja password")]
    [InlineData("返金してほしいです", "ja refund")]
    [InlineData("配送はいつ届きますか", "ja delivery")]
    [InlineData("我忘记了密码怎么办", "zh password")]
    [InlineData("我想申请退款", "zh refund")]
    [InlineData("配送要多长时间", "zh delivery")]
    [InlineData("비밀번호 잊어버렸어요", "ko password")]
    [InlineData("환불하고 싶습니다", "ko refund")]
    [InlineData("배송 언제 와요", "ko delivery")]
    [InlineData("نسيت كلمة المرور", "ar password")]
    [InlineData("أريد استرداد أموالي", "ar refund")]
    [InlineData("متى يصل التوصيل", "ar delivery")]
    [InlineData("ลืมรหัสผ่านต้องทำยังไง", "th password")]
    [InlineData("ผมอยากได้เงินคืนครับ", "th refund")]
    [InlineData("จัดส่งกี่วันถึง", "th delivery")]
    [InlineData("ລືມລະຫັດຜ່ານ", "lo password")]
    [InlineData("ຢາກໄດ້ເງິນຄືນ", "lo refund")]
    [InlineData("ຈັດສົ່ງເມື່ອໃດ", "lo delivery")]
    [InlineData("ខ្ញុំភ្លេចពាក្យសម្ងាត់", "km password")]
    [InlineData("ខ្ញុំចង់បានប្រាក់សងវិញ", "km refund")]
    [InlineData("ការដឹកជញ្ជូនមកដល់ពេលណា", "km delivery")]
    [InlineData("စကားဝှက် မေ့သွားလို့ပါ", "my password")]
    [InlineData("ငွေပြန်အမ်းပေးပါ", "my refund")]
    [InlineData("ပို့ဆောင်မှု ဘယ်တော့ရောက်မလဲ", "my delivery")]
    public void Find_QuestionWithSharedWords_FindsTheAnswer(string question, string answer) =>
        Assert.Equal(answer, Documents.Best(question));

    [Theory]
    [InlineData("Passwörter", "de password")]
    [InlineData("remboursements", "fr refund")]
    [InlineData("contraseñas", "es password")]
    [InlineData("पासवर्डों", "hi password")]
    public void Find_InflectedWord_IsGuessed(string question, string answer) =>
        Assert.Equal(answer, Documents.Best(question));

    [Theory]
    [InlineData("¿Cuál es la capital de Francia?")]
    [InlineData("फ्रांस की राजधानी क्या है?")]
    [InlineData("Quelle est la capitale de la France ?")]
    [InlineData("Wie kann ich Klavier lernen?")]
    [InlineData("フランスの首都はどこですか？")]
    [InlineData("法国的首都是哪里？")]
    [InlineData("프랑스의 수도는 어디입니까?")]
    [InlineData("피아노는 어떻게 배울 수 있나요?")]
    [InlineData("ما هي عاصمة فرنسا؟")]
    [InlineData("เมืองหลวงของฝรั่งเศสคืออะไร")]
    [InlineData("ฉันจะเรียนเปียโนได้อย่างไร")]
    [InlineData("ນະຄອນຫຼວງຂອງຝຣັ່ງແມ່ນຫຍັງ")]
    [InlineData("តើរដ្ឋធានីរបស់ប្រទេសបារាំងជាអ្វី")]
    [InlineData("ပြင်သစ်နိုင်ငံရဲ့ မြို့တော်က ဘာလဲ")]
    public void Find_AboutSomethingElse_FindsNothing(string question) => Assert.Null(Documents.Best(question));

    [Theory]
    [InlineData("Làm thế nào để đặt lại mật khẩu?", "quen mat khau")]
    [InlineData("Где посмотреть счёт?", "мой счет")]
    public void Find_WrittenWithoutAccents_FindsTheAnswer(string documented, string question) =>
        Assert.Equal("it", new CorpusScene().Faq(documented, "it").Best(question));
}
