// run: kernel-version=6.1
/*
 * A control of a sound card is read with the lock of the card's controls held, and takes the power lock. Who powers the
 * chip up adds controls with the power lock held. A work item that adds them holds nothing.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct snd_card;
struct snd_kcontrol;
struct snd_ctl_elem_value;

struct snd_kcontrol_new {
	int (*get)(struct snd_kcontrol *kctl, struct snd_ctl_elem_value *value);
};

int snd_ctl_add(struct snd_card *card, struct snd_kcontrol *kctl);
struct snd_kcontrol *snd_ctl_new1(const struct snd_kcontrol_new *kctl, void *data);
void *snd_kcontrol_chip(struct snd_kcontrol *kctl);

struct amplifier {
	struct snd_card *card;
	struct mutex power;
	int level;
};

struct radio {
	struct snd_card *card;
	struct mutex power;
	struct work_struct add;
	int level;
};

static int amplifier_get(struct snd_kcontrol *kctl, struct snd_ctl_elem_value *value)
{
	struct amplifier *a = snd_kcontrol_chip(kctl);

	mutex_lock(&a->power); // expect: lock-order confirmed
	a->level++;
	mutex_unlock(&a->power);
	return 0;
}

static const struct snd_kcontrol_new amplifier_level = { .get = amplifier_get };

int amplifier_power_up_bad(struct amplifier *a)
{
	int ret;

	mutex_lock(&a->power);
	ret = snd_ctl_add(a->card, snd_ctl_new1(&amplifier_level, a));
	mutex_unlock(&a->power);
	return ret;
}

static int radio_get(struct snd_kcontrol *kctl, struct snd_ctl_elem_value *value)
{
	struct radio *r = snd_kcontrol_chip(kctl);

	mutex_lock(&r->power);
	r->level++;
	mutex_unlock(&r->power);
	return 0;
}

static const struct snd_kcontrol_new radio_level = { .get = radio_get };

static void radio_add_ok(struct work_struct *work)
{
	struct radio *r = container_of(work, struct radio, add);

	snd_ctl_add(r->card, snd_ctl_new1(&radio_level, r));
}

int radio_power_up_ok(struct radio *r)
{
	mutex_lock(&r->power);
	INIT_WORK(&r->add, radio_add_ok);
	schedule_work(&r->add);
	mutex_unlock(&r->power);
	return 0;
}
