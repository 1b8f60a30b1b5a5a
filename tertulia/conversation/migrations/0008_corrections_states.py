from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0007_erased")]

    operations = [
        migrations.AlterField(
            "comment",
            "state",
            models.CharField(
                max_length=10,
                choices=[
                    ("held", "Held"),
                    ("published", "Published"),
                    ("spam", "Spam"),
                    ("withdrawn", "Withdrawn"),
                    ("retracted", "Withdrawn by its author"),
                ],
            ),
        ),
    ]
