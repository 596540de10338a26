#ifndef CORPUS_DRM_DRM_IOCTL_H
#define CORPUS_DRM_DRM_IOCTL_H

struct drm_device;
struct drm_file;

typedef int drm_ioctl_t(struct drm_device *dev, void *data, struct drm_file *file_priv);

enum drm_ioctl_flags {
	DRM_AUTH = 1,
	DRM_MASTER = 2,
	DRM_ROOT_ONLY = 4,
	DRM_RENDER_ALLOW = 32,
};

struct drm_ioctl_desc {
	unsigned int cmd;
	enum drm_ioctl_flags flags;
	drm_ioctl_t *func;
	const char *name;
};

/* The number is that of the driver's own command of the name. */
#define DRM_IOCTL_DEF_DRV(ioctl, _func, _flags) { .flags = _flags, .func = _func, .name = #ioctl }

#endif
