// run: kernel-version=6.1
/*
 * A list of steps is gone through with a table of methods: one to do a step, one to undo those before it, if there is one.
 * With the lock held only the table will do whose steps need not be undone.
 */

#include <linux/mutex.h>
#include <linux/spinlock.h>

struct step {
	struct step *next;
	struct mutex lock;
	int state;
};

struct step_ops {
	int (*apply)(struct step *step, int state);
	void (*undo)(struct step *step, int state);
};

struct chain {
	spinlock_t lock;
	struct step *first;
};

static int note_state(struct step *step, int state)
{
	step->state = state;
	return state < 0;
}

static int change_state(struct step *step, int state)
{
	return step->state == state;
}

static void undo_change(struct step *step, int state)
{
	mutex_lock(&step->lock);
	step->state = state;
	mutex_unlock(&step->lock);
}

static const struct step_ops note_ops = {
	.apply = note_state,
};

static const struct step_ops change_ops = {
	.apply = change_state,
	.undo = undo_change,
};

static int go_through(const struct step_ops *ops, struct chain *chain, int state)
{
	struct step *step, *done;

	for (step = chain->first; step; step = step->next) {
		if (!ops->apply(step, state))
			continue;
		for (done = chain->first; done != step; done = done->next)
			if (ops->undo)
				ops->undo(done, state);
		return -1;
	}
	return 0;
}

static int start(const struct step_ops *ops, struct chain *chain, int state)
{
	return state ? go_through(ops, chain, state) : 0;
}

int chain_note_ok(struct chain *chain, int state)
{
	int error;

	spin_lock(&chain->lock);
	error = start(&note_ops, chain, state);
	spin_unlock(&chain->lock);
	return error;
}

int chain_change_bad(struct chain *chain, int state)
{
	int error;

	spin_lock(&chain->lock);
	error = start(&change_ops, chain, state); // expect: sleep-in-atomic confirmed
	spin_unlock(&chain->lock);
	return error;
}
