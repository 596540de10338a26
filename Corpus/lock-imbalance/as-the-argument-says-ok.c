// run: kernel-version=6.1
/*
 * A method that opens and closes takes the lock when it opens, and gives it back when it closes; a
 * notifier keeps a lock from one event to the next one. Suspending keeps the lock that resuming gives
 * back.
 */

#include <linux/mutex.h>

struct tuner {
	struct mutex lock;
	struct mutex reset_lock;
	bool in_reset;
	bool is_open;
	int state;
};

struct tuner_ops {
	int (*gate)(struct tuner *t, int open);
	int (*event)(struct tuner *t, int event);
	int (*suspend)(struct tuner *t);
	int (*resume)(struct tuner *t);
};

int tuner_write(struct tuner *t);

static int tuner_gate(struct tuner *t, int open)
{
	if (open)
		mutex_lock(&t->lock);
	if (tuner_write(t) < 0) {
		if (mutex_is_locked(&t->lock))
			mutex_unlock(&t->lock);
		return -5;
	}
	if (!open && mutex_is_locked(&t->lock))
		mutex_unlock(&t->lock);
	return 0;
}

static int tuner_event(struct tuner *t, int event)
{
	switch (event) {
	case 1:
		mutex_lock(&t->lock);
		if (tuner_write(t)) {
			mutex_unlock(&t->lock);
			break;
		}
		t->is_open = true;
		break;
	case 2:
		t->is_open = false;
		mutex_unlock(&t->lock);
		break;
	case 3:
		if (!t->is_open)
			break;
		t->is_open = false;
		mutex_unlock(&t->lock);
		break;
	}
	return 0;
}

static int tuner_suspend(struct tuner *t)
{
	int ret = 0;

	if (t->in_reset) {
		mutex_lock(&t->reset_lock);
		ret = tuner_write(t);
		if (ret) {
			mutex_unlock(&t->reset_lock);
			return ret;
		}
		t->state = 1;
		return ret;
	}
	return ret;
}

static int tuner_resume(struct tuner *t)
{
	if (t->in_reset) {
		t->state = 0;
		mutex_unlock(&t->reset_lock);
	}
	return 0;
}

void tuner_set(struct tuner *t, int state)
{
	mutex_lock(&t->lock);
	t->state = state;
	mutex_unlock(&t->lock);
}

void tuner_reset(struct tuner *t)
{
	mutex_lock(&t->reset_lock);
	t->state = 0;
	mutex_unlock(&t->reset_lock);
}

const struct tuner_ops tuner_ops = {
	.gate = tuner_gate,
	.event = tuner_event,
	.suspend = tuner_suspend,
	.resume = tuner_resume,
};
