// run: kernel-version=6.1
/*
 * A helper returns the lock of one direction or of the other. Under either the settings are changed; a reset has the
 * settings first.
 */

#include <linux/mutex.h>

struct line {
	struct mutex rx;
	struct mutex tx;
	struct mutex settings;
	int speed;
};

static struct mutex *line_lock(struct line *line, bool tx)
{
	return tx ? &line->tx : &line->rx;
}

int line_set(struct line *line, bool tx, int speed)
{
	struct mutex *lock = line_lock(line, tx);

	mutex_lock(lock);
	mutex_lock(&line->settings);
	line->speed = speed;
	mutex_unlock(&line->settings);
	mutex_unlock(lock);
	return 0;
}

void line_reset_ok(struct line *line)
{
	mutex_lock(&line->tx);
	mutex_lock(&line->settings);
	line->speed = 0;
	mutex_unlock(&line->settings);
	mutex_unlock(&line->tx);
}
